using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Approvals;

/// <summary>A call that may not be made before its user has approved it.</summary>
/// <param name="SessionId">The session that it is made in; null where none is kept.</param>
/// <param name="TurnId">The turn.</param>
/// <param name="Key">Unique for the call.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">What it is called with.</param>
/// <param name="Flow">Why it waits.</param>
/// <param name="Labels">All that the turn had read.</param>
/// <param name="Files">Files that it would replace or delete.</param>
/// <param name="IsInChinese">Whether the user is told in Chinese.</param>
internal sealed record AskedApproval(
    Guid? SessionId, Guid TurnId, string Key, string Tool, CallArguments Arguments, FlowDecision Flow, TextLabels Labels, IReadOnlyList<string> Files, bool IsInChinese);
