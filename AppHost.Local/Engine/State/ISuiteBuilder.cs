namespace Aspire.Hosting.Engine.State;

/// <summary>A builder that knows the directory of its suite.</summary>
internal interface ISuiteBuilder
{
    SuiteDirectory Suite { get; }
}
