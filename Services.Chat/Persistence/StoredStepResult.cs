namespace Nanobot.Services.Chat.Persistence;

/// <summary>What came of a call of a tool, as a step holds it.</summary>
internal sealed record StoredStepResult(string Text, bool Failed);
