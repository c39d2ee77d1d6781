namespace Nanobot.Services.Chat.Agent;

/// <summary>What came of a call of a tool, as the model is told.</summary>
/// <param name="Text">The result.</param>
/// <param name="Failed">Whether it tells of a failure.</param>
internal sealed record RecordedResult(string Text, bool Failed);
