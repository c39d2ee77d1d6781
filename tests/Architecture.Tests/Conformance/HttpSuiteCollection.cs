namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>Tests that share one running suite.</summary>
[CollectionDefinition(Name)]
public sealed class HttpSuiteCollection : ICollectionFixture<HttpSuite>
{
    public const string Name = "the suite over HTTP";
}
