using Dapr.Client.Autogen.Grpc.v1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace Nanobot.Testing.Dapr;

/// <summary>The part of Dapr's gRPC interface that publishes ready CloudEvents and raw payloads.</summary>
internal sealed class StandInApi(StandInBroker broker, StandInOptions options)
{
    private const string CloudEvents = "application/cloudevents+json";

    public async Task<Empty> PublishAsync(PublishEventRequest request, ServerCallContext call)
    {
        if (options.SidecarToken is { } token && call.RequestHeaders.GetValue("dapr-api-token") != token)
        {
            throw Refusal(StatusCode.Unauthenticated, "invalid api token");
        }

        if (request.PubsubName != options.PubSub)
        {
            throw Refusal(StatusCode.InvalidArgument, $"pubsub {request.PubsubName} not found");
        }

        var metadata = new Dictionary<string, string>(request.Metadata);
        var data = Data(request, metadata, call.RequestHeaders.GetValue("traceparent") ?? "", call.RequestHeaders.GetValue("tracestate") ?? "");
        if (!broker.IsAvailable)
        {
            throw Refusal(StatusCode.Internal, $"error when publishing to topic {request.Topic} in pubsub {request.PubsubName}: connection refused");
        }

        await broker.PublishAsync(request.Topic, new StandInMessage(data, metadata), call.CancellationToken);
        return new Empty();
    }

    private static byte[] Data(PublishEventRequest request, Dictionary<string, string> metadata, string traceParent, string traceState)
    {
        if (request.Metadata.TryGetValue("rawPayload", out var raw) && bool.Parse(raw))
        {
            metadata["traceid"] = traceParent;
            metadata["tracestate"] = traceState;
            return request.Data.ToByteArray();
        }

        return request.DataContentType == CloudEvents
            ? StandInEnvelope.Rewrite(request.Data.Memory, request.Topic, request.PubsubName, traceParent, traceState)
                ?? throw Refusal(StatusCode.InvalidArgument, "cannot create cloudevent")
            : throw Refusal(StatusCode.Unimplemented, $"the stand-in wraps no {request.DataContentType}");
    }

    private static RpcException Refusal(StatusCode code, string reason) => new(new Status(code, reason));

    /// <summary>Dapr's published protocol has messages and a client, but no base class for its server.</summary>
    internal sealed class Methods : IServiceMethodProvider<StandInApi>
    {
        private static readonly Method<PublishEventRequest, Empty> PublishEvent = new(
            MethodType.Unary, "dapr.proto.runtime.v1.Dapr", "PublishEvent", Of(PublishEventRequest.Parser), Of(Empty.Parser));

        public void OnServiceMethodDiscovery(ServiceMethodProviderContext<StandInApi> context) =>
            context.AddUnaryMethod(PublishEvent, [], (api, request, call) => api.PublishAsync(request, call));

        private static Marshaller<T> Of<T>(MessageParser<T> parser)
            where T : IMessage<T> =>
            Marshallers.Create(static message => message.ToByteArray(), parser.ParseFrom);
    }
}
