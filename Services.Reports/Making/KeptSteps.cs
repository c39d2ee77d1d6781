using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Making;

/// <summary>What earlier attempts at a report have made of it.</summary>
/// <param name="Evidence">What it rests on, or null where none was kept.</param>
/// <param name="Words">What the model said of it, checked; null where it was not asked, or said nothing.</param>
internal sealed record KeptSteps(EvidenceSnapshot? Evidence, CheckedWords? Words)
{
    /// <summary>Nothing.</summary>
    public static KeptSteps None { get; } = new(null, null);
}
