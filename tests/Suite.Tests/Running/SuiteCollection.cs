namespace Nanobot.Testing.Running;

/// <summary>Tests of one assembly share one running suite.</summary>
[CollectionDefinition(Name)]
public sealed class SuiteCollection : ICollectionFixture<SuiteFixture>
{
    public const string Name = "suite";
}
