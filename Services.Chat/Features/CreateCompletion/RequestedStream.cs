namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>How a stream is wanted.</summary>
/// <param name="IncludeUsage">Whether the last event tells what the turn used.</param>
/// <param name="IncludeObfuscation">Taken and passed over: no event is padded.</param>
internal sealed record RequestedStream(bool? IncludeUsage = null, bool? IncludeObfuscation = null);
