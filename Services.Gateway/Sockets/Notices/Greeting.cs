namespace Nanobot.Services.Gateway.Sockets.Notices;

/// <summary>Where a socket begins to hear.</summary>
/// <param name="Cursor">Where it stands: everything after it comes.</param>
/// <param name="IsResumed">Whether it goes on where it wanted to.</param>
internal readonly record struct Greeting(string Cursor, bool IsResumed);
