namespace Nanobot.Platform.Limits.Calls;

/// <summary>What came of asking for one of what is limited.</summary>
/// <param name="IsGranted">Whether it was had.</param>
/// <param name="Limit">How much there is in all.</param>
/// <param name="Remaining">How much of it is left, as far as this process knows; 0 where nothing was had.</param>
/// <param name="Wait">Where nothing was had: after this time asking is answered anew, and not before. Else: when all of it is there again.</param>
/// <param name="IsShare">Whether Redis did not answer, so that this process went by its own small share.</param>
public readonly record struct Taken(bool IsGranted, long Limit, long Remaining, TimeSpan Wait, bool IsShare)
{
    /// <summary>How much is used.</summary>
    public long Used => Math.Max(0, Limit - Remaining);
}
