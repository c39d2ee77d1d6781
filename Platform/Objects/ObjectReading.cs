namespace Nanobot.Platform.Objects;

/// <summary>What came of reading an object.</summary>
/// <param name="State">Whether it is there.</param>
/// <param name="Content">All of it where it was found, else nothing.</param>
public readonly record struct ObjectReading(ObjectState State, ReadOnlyMemory<byte> Content)
{
    /// <summary>There is none.</summary>
    public static ObjectReading Missing => default;

    /// <summary>It cannot be read now; it was asked back from its archive.</summary>
    public static ObjectReading Archived => new(ObjectState.Archived, default);

    /// <summary>It was read.</summary>
    public static ObjectReading Found(ReadOnlyMemory<byte> content) => new(ObjectState.Found, content);
}
