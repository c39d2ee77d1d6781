namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>What a call calls.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">A JSON object as a text.</param>
internal sealed record CalledFunction(string? Name = null, string? Arguments = null);
