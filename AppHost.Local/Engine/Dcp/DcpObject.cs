namespace Aspire.Hosting.Engine.Dcp;

/// <summary>What the engine reads of an executable or a container.</summary>
internal sealed record DcpObject(DcpMetadata Metadata, DcpStatus? Status);
