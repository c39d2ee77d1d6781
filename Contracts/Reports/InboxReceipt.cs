namespace Nanobot.Contracts.Reports;

/// <summary>What became of a post to an inbox.</summary>
/// <param name="Taken">Pieces of news that are evidence from now on.</param>
/// <param name="Known">Those that the inbox has already, by their id or as the same story.</param>
/// <param name="Refused">Those that are none, and why.</param>
/// <param name="Ahead">Of those taken: how many are dated in the future. They stand last.</param>
/// <param name="Remarks">What had to be put up with to read a feed.</param>
public sealed record InboxReceipt(int Taken, int Known, IReadOnlyList<RefusedNews> Refused, int Ahead, IReadOnlyList<string> Remarks);
