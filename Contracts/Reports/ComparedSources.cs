namespace Nanobot.Contracts.Reports;

/// <summary>How the sources fared that both reports asked.</summary>
/// <param name="Failed">Those that gave nothing for the second, and something for the first.</param>
/// <param name="Recovered">Those that gave nothing for the first, and something for the second.</param>
/// <param name="StillFailing">Those that gave nothing for either.</param>
public sealed record ComparedSources(IReadOnlyList<ComparedSource> Failed, IReadOnlyList<ComparedSource> Recovered, IReadOnlyList<ComparedSource> StillFailing);
