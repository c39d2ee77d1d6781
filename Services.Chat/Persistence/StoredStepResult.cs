namespace Nanobot.Services.Chat.Persistence;

/// <summary>What came of a call of a tool, as a step holds it.</summary>
/// <param name="Text">The result.</param>
/// <param name="Failed">Whether it tells of a failure.</param>
/// <param name="Labels">Where its text may have come from.</param>
/// <param name="Waits">Whether the call waits for the user.</param>
internal sealed record StoredStepResult(string Text, bool Failed, string? Labels, bool Waits);
