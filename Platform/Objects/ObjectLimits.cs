namespace Nanobot.Platform.Objects;

/// <summary>What every store takes.</summary>
public static class ObjectLimits
{
    /// <summary>Most bytes of an object: it is held whole in memory.</summary>
    public const int LargestObject = 64 * 1024 * 1024;

    /// <summary>Most entries of a page.</summary>
    public const int MostListed = 1000;
}
