namespace Nanobot.Contracts.Reports;

/// <summary>A paragraph that one report has and the other has not, or otherwise. Plain text.</summary>
/// <param name="Kind">added, removed or changed.</param>
/// <param name="Section">The heading that it stands under, of one that changed in one of the two; empty above the first.</param>
/// <param name="From">As the first report has it; null where it is added.</param>
/// <param name="To">As the second has it; null where it is removed.</param>
/// <param name="Words">Of one that changed, which words did: all of them in order are both texts; null where they are not told apart.</param>
public sealed record TextChange(string Kind, string Section, string? From, string? To, IReadOnlyList<TextSpan>? Words);
