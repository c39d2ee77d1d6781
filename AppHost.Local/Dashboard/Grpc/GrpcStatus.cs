namespace Aspire.Hosting.Dashboard.Grpc;

/// <summary>The gRPC status codes this host answers with (grpc/grpc, doc/statuscodes.md).</summary>
internal enum GrpcStatus
{
    Ok = 0,
    InvalidArgument = 3,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}
