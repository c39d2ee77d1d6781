namespace Aspire.Hosting.Engine.Dcp;

/// <summary>The kinds of objects, as the API's paths name them.</summary>
internal static class DcpKinds
{
    public const string Executables = "executables";
    public const string Containers = "containers";
    public const string Services = "services";
}
