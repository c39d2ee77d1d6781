using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>A feed as it was understood.</summary>
/// <param name="Title">What it calls itself, or null.</param>
/// <param name="Headlines">Newest first; those dated in the future last.</param>
/// <param name="Remarks">What had to be put up with to read it.</param>
internal sealed record Feed(string? Title, IReadOnlyList<Headline> Headlines, IReadOnlyList<Wording> Remarks);
