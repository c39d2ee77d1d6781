namespace Nanobot.Platform.Objects;

/// <summary>How it stands with an object that was asked for.</summary>
public enum ObjectState
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is there.</summary>
    Found,

    /// <summary>It is in an archive and was asked back; that takes hours.</summary>
    Archived,
}
