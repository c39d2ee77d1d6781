namespace Aspire.Hosting.Dashboard.Grpc;

/// <summary>A refusal that the caller is told about: its status and its text go out as they are.</summary>
internal sealed class GrpcException(GrpcStatus status, string message) : Exception(message)
{
    public GrpcStatus Status { get; } = status;
}
