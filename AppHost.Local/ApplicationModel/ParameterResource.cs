namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that comes from outside: configuration <c>Parameters:{name}</c>, or its default.</summary>
public class ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
    : Resource(name), IExpressionValue
{
    private readonly Lock _gate = new();
    private string? _value;

    /// <summary>How the value is made when the configuration has none.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>Whether the value must never be shown.</summary>
    public bool Secret { get; } = secret;

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return ValueTask.FromResult<string?>(_value ??= callback(Default));
    }
}
