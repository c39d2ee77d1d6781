using Nanobot.Services.Chat.Memory;

namespace Nanobot.Services.Chat.Features.GetFact;

/// <summary>A fact, and what it would change.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Diff">Of one in quarantine: what MEMORY.md would be with it, in the unified format of <c>diff -u</c>; null of others, and where the file is no text or too large to compare.</param>
internal sealed record FactDetail(FactResource Fact, string? Diff);
