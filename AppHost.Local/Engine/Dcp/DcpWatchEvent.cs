namespace Aspire.Hosting.Engine.Dcp;

internal sealed record DcpWatchEvent(string Type, DcpObject? Object);
