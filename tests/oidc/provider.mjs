// A real OpenID provider for tests of signing in: npm oidc-provider, which is certified.
//
//   node provider.mjs PORT CLIENT_ID CLIENT_SECRET REDIRECT_URI SIGNED_OUT_URI
//
// It prints "ready" when it listens. Whoever signs in is whoever she says she is; no password is asked.
// Two subjects get a token that a client must refuse, signed with the provider's own key:
// "wrong-audience" is for somebody else, "expired" was over an hour ago. "forged" is signed with another key.

import { generateKeyPairSync, sign } from "node:crypto";
import Provider, { interactionPolicy } from "oidc-provider";

const [port, clientId, clientSecret, redirectUri, signedOutUri] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const KEY_ID = "of-the-tests";

const makeKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const key = makeKey();
const strangersKey = makeKey();
const base64url = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

function signed(claims, by) {
  const body = `${base64url({ alg: "RS256", kid: KEY_ID, typ: "JWT" })}.${base64url(claims)}`;
  return `${body}.${sign("sha256", Buffer.from(body), by).toString("base64url")}`;
}

const FAULTS = {
  "wrong-audience": (claims) => signed({ ...claims, aud: "somebody-else" }, key),
  expired: (claims) => signed({ ...claims, iat: claims.iat - 7200, exp: claims.iat - 3600 }, key),
  forged: (claims) => signed(claims, strangersKey),
};

// Consent is not what is tested: only the sign-in stays of the questions that are asked.
const { base } = interactionPolicy;
const policy = base();
policy.remove("consent");

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [signedOutUri],
      grant_types: ["authorization_code"],
      response_types: ["code"],
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  jwks: { keys: [{ ...key.export({ format: "jwk" }), kid: KEY_ID, use: "sig", alg: "RS256" }] },
  cookies: { keys: ["only-for-tests"] },
  pkce: { required: () => true },
  scopes: ["openid"],
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  interactions: { policy, url: (_ctx, interaction) => `/as/${interaction.uid}` },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid");
    await grant.save();
    return grant;
  },
});

provider.use(async (ctx, next) => {
  if (ctx.path.startsWith("/as/")) {
    // The page on which a person would type her name and password.
    const login = { accountId: ctx.query.sub };
    if (!login.accountId) {
      ctx.body = "who are you?";
      return;
    }
    ctx.respond = false;
    await provider.interactionFinished(ctx.req, ctx.res, { login });
    return;
  }
  await next();
  if (ctx.path === "/token" && ctx.body?.id_token) {
    const claims = JSON.parse(Buffer.from(ctx.body.id_token.split(".")[1], "base64url"));
    const fault = FAULTS[claims.sub];
    if (fault) ctx.body = { ...ctx.body, id_token: fault(claims) };
  }
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
