namespace Nanobot.Services.Gateway.Features.GetApiDocument;

/// <summary>The suite's document, or why there is none.</summary>
/// <param name="Text">UTF-8; null where a module is missing.</param>
/// <param name="Missing">The modules that have not given theirs yet.</param>
internal sealed record MadeDocument(byte[]? Text, IReadOnlyList<string> Missing);
