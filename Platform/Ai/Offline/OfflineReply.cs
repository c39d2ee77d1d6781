using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai.Offline;

/// <summary>What the offline model says next: words, or one tool to call.</summary>
/// <param name="Text">The words; empty with a call.</param>
/// <param name="Call">The tool to call, or null.</param>
internal sealed record OfflineReply(string Text, FunctionCallContent? Call = null);
