"""Service points: the places that citizens visit, their hours and positions."""
