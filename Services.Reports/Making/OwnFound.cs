using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;

namespace Nanobot.Services.Reports.Making;

/// <summary>What the user's own sources gave.</summary>
/// <param name="Headlines">What others have posted to its inboxes.</param>
/// <param name="Notes">Lines of its files.</param>
/// <param name="Sources">How they fared.</param>
internal sealed record OwnFound(IReadOnlyList<Headline> Headlines, IReadOnlyList<EvidenceNote> Notes, IReadOnlyList<SourceStatus> Sources);
