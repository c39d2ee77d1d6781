using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Agent;

/// <summary>What came of a call of a tool, as the model is told.</summary>
/// <param name="Text">The result.</param>
/// <param name="Failed">Whether it tells of a failure.</param>
/// <param name="Labels">Where its text may have come from.</param>
/// <param name="Waits">Whether nothing was done, since the call waits for the user: made again it waits again, and as the same approval.</param>
internal sealed record RecordedResult(string Text, bool Failed, TextLabels Labels, bool Waits);
