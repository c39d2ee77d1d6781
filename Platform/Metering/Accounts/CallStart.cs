using Nanobot.Platform.Ai.Counting;
using Nanobot.Platform.Limits.Tokens;

namespace Nanobot.Platform.Metering.Accounts;

/// <summary>A call that is about to be made.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Caller">For whom.</param>
/// <param name="Run">What for.</param>
/// <param name="Model">The model that is asked.</param>
/// <param name="Prompt">What it is sent.</param>
/// <param name="Reserved">The most tokens that it may come to.</param>
/// <param name="Draws">What it reserves.</param>
/// <param name="Began">When.</param>
/// <param name="TraceId">The trace.</param>
internal sealed record CallStart(
    Guid CallId, TokenCaller Caller, ModelRun Run, string Model, PromptEstimate Prompt, long Reserved, IReadOnlyList<BudgetDraw> Draws, DateTimeOffset Began, string? TraceId)
{
    /// <summary>The budgets that it reserves of.</summary>
    public IReadOnlyList<Budget> Budgets { get; } = [.. Draws.Select(static draw => draw.Budget)];
}
