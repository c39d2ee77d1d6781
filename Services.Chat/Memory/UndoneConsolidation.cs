namespace Nanobot.Services.Chat.Memory;

/// <summary>A consolidation that was taken back.</summary>
/// <param name="ConsolidationId">Its id.</param>
/// <param name="Facts">What it had written, forgotten now.</param>
/// <param name="Revision">The revision of MEMORY.md without it.</param>
internal sealed record UndoneConsolidation(Guid ConsolidationId, IReadOnlyList<Fact> Facts, long Revision);
