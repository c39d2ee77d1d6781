namespace Nanobot.Platform.Limits.Calls;

/// <summary>What Redis answered.</summary>
/// <param name="Had">How much of what is needed was had; -1: the window is another one by Redis' clock.</param>
/// <param name="Beforehand">How much was had beside it.</param>
/// <param name="Left">How much is left after that.</param>
/// <param name="Wait">How long until more is had, or until all is there again.</param>
/// <param name="Others">How many others hold something that they do not use.</param>
/// <param name="Now">Redis' clock, where the window is another one.</param>
internal readonly record struct LimitAnswer(int Had, int Beforehand, long Left, TimeSpan Wait, int Others, DateTimeOffset Now)
{
    /// <summary>Whether there is anything beside what was needed.</summary>
    public bool IsSomethingLeft => Beforehand > 0 || Left > 0;
}
