namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that a manifest can name without knowing it.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression, such as <c>{gateway.bindings.http.url}</c>.</summary>
    string ValueExpression { get; }
}
