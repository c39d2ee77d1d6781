namespace Aspire.Hosting.Engine.Dcp;

/// <summary>Says that a process answers for a service on a port of its own.</summary>
internal sealed record DcpProducer(string Service, int Port);
