namespace Aspire.Hosting.Testing;

/// <summary>The builder that an AppHost's entry point gets inside a test.</summary>
internal sealed class TestedApplicationBuilder(EntryPointSession session, DistributedApplicationOptions options) : DistributedApplicationBuilder(options)
{
    /// <summary>Called by the entry point.</summary>
    public override DistributedApplication Build()
    {
        session.Describe(this);
        var application = base.Build();
        session.Built(application);
        return application;
    }
}
