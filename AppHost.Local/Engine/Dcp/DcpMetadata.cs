namespace Aspire.Hosting.Engine.Dcp;

internal sealed record DcpMetadata(string Name, string Uid);
