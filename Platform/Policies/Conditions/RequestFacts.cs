namespace Nanobot.Platform.Policies.Conditions;

/// <summary>What a request says of itself; null is not known. Conditions know it as attributes.</summary>
/// <param name="Method">The method of HTTP.</param>
/// <param name="Door">One of <see cref="RequestDoor"/>.</param>
/// <param name="Origin">One of <see cref="WorkOrigin"/>.</param>
/// <param name="ContentLength">Octets of its body.</param>
/// <param name="Provider">Who runs the model that is to be used.</param>
/// <param name="Labels">Where the text may have come from that was read before a tool is called.</param>
public readonly record struct RequestFacts(string? Method = null, string? Door = null, string? Origin = null, long? ContentLength = null, string? Provider = null, string? Labels = null)
{
    private const string MethodKind = "method:", ToolKind = "tool:", ModelKind = "model:", ReportKind = "report:";

    /// <summary>The attribute of that name, of a request for <paramref name="resource"/>.</summary>
    public bool TryGet(string name, string resource, out AttributeValue value)
    {
        var found = name switch
        {
            AttributeName.Operation => NameIn(resource, MethodKind),
            AttributeName.Tool => NameIn(resource, ToolKind),
            AttributeName.Model => NameIn(resource, ModelKind),
            AttributeName.Report => NameIn(resource, ReportKind),
            AttributeName.Method => Of(Method),
            AttributeName.Door => Of(Door),
            AttributeName.Origin => Of(Origin),
            AttributeName.Provider => Of(Provider),
            AttributeName.Labels => Of(Labels),
            AttributeName.ContentLength when ContentLength is { } length => AttributeValue.Of(length),
            _ => null,
        };
        value = found.GetValueOrDefault();
        return found is not null;
    }

    private static AttributeValue? NameIn(string resource, string kind) =>
        resource.StartsWith(kind, StringComparison.Ordinal) ? AttributeValue.Of(resource[kind.Length..]) : null;

    private static AttributeValue? Of(string? text) => text is null ? null : AttributeValue.Of(text);
}
