namespace Nanobot.Contracts.Reports;

/// <summary>The file of the user's workspace in which a note stands.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Revision">The revision that was read.</param>
/// <param name="ChangedAt">When that was written.</param>
/// <param name="HoldsOthersText">Whether others than the user may have had a hand in it, the assistant that had read text of others among them.</param>
public sealed record EvidenceFile(string Path, long Revision, DateTimeOffset ChangedAt, bool HoldsOthersText);
