"""How the window answers: notices, banners, progress and failures."""
