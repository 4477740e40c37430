"""The detectors of the radar: each looks for one sort of thing and changes nothing."""
