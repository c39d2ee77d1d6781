namespace Nanobot.Platform.Objects;

/// <summary>Which objects a list is of: those below whole segments. The default is <see cref="All"/>.</summary>
public readonly record struct ObjectPrefix
{
    private readonly string? _text;

    private ObjectPrefix(string text) => _text = text;

    /// <summary>Those of all tenants: for work of the platform.</summary>
    public static ObjectPrefix All => default;

    internal string Text => _text ?? "";

    /// <summary>Those of a tenant, below <paramref name="segments"/>.</summary>
    /// <exception cref="ArgumentException">The tenant's id is none, or a segment cannot be one.</exception>
    public static ObjectPrefix Of(string tenantId, params ReadOnlySpan<string> segments) => new($"{ObjectKey.Join(tenantId, segments)}{ObjectKey.Separator}");

    /// <summary>The segments, each with a slash behind it.</summary>
    public override string ToString() => Text;
}
