namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value with an expression.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;
