namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>A tool call of a server's answer.</summary>
/// <param name="Id">Id, of which there is one.</param>
/// <param name="Name">The tool as the server names it; empty where it does not.</param>
/// <param name="Arguments">Its arguments as JSON text.</param>
internal sealed record ServerCall(string Id, string Name, string Arguments);
