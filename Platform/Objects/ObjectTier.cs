namespace Nanobot.Platform.Objects;

/// <summary>How an object is kept.</summary>
public enum ObjectTier
{
    /// <summary>For what is read often: where every object begins.</summary>
    Hot,

    /// <summary>For what is hardly read any more: cheaper to keep, dearer to read, and in some stores an archive that is not read at once.</summary>
    Cold,
}
