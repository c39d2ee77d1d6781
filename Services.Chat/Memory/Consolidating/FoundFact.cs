namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>What a model says that is worth knowing.</summary>
/// <param name="Message">The number of the message that it rests on.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">The fact.</param>
internal sealed record FoundFact(int Message, string? Kind, string? Text);
