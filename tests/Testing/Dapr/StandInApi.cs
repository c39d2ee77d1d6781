using Dapr.Client.Autogen.Grpc.v1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace Nanobot.Testing.Dapr;

/// <summary>The part of Dapr's gRPC interface that publishes ready CloudEvents and raw payloads, by one or in bulk.</summary>
internal sealed class StandInApi(StandInBroker broker, StandInOptions options)
{
    private const string CloudEvents = "application/cloudevents+json";

    public async Task<Empty> PublishAsync(PublishEventRequest request, ServerCallContext call)
    {
        Admit(request.PubsubName, call);
        var metadata = new Dictionary<string, string>(request.Metadata);
        var data = Data(request, metadata, call.RequestHeaders.GetValue("traceparent") ?? "", call.RequestHeaders.GetValue("tracestate") ?? "");
        if (!broker.IsAvailable || options.Refuses?.Invoke(request.Data.ToStringUtf8()) == true)
        {
            throw Refusal(StatusCode.Internal, $"error when publishing to topic {request.Topic} in pubsub {request.PubsubName}: connection refused");
        }

        await broker.PublishAsync(request.Topic, new StandInMessage(data, metadata), call.CancellationToken);
        return new Empty();
    }

    /// <summary>As a sidecar does where the component has no bulk of its own: all entries side by side, so that they arrive in any order, and each by itself fails or not.</summary>
    public async Task<BulkPublishResponse> PublishAllAsync(BulkPublishRequest request, ServerCallContext call)
    {
        Admit(request.PubsubName, call);
        if (!options.HasBulk)
        {
            throw Refusal(StatusCode.Unimplemented, "unknown method BulkPublishEvent");
        }

        var number = broker.CountBulk();
        if (options.FailsBulk?.Invoke(number) == true)
        {
            throw Refusal(StatusCode.Internal, $"error when publishing to topic {request.Topic} in pubsub {request.PubsubName}: connection refused");
        }

        var answer = new BulkPublishResponse();
        foreach (var entry in request.Entries.OrderBy(static _ => Random.Shared.Next()))
        {
            var data = entry.ContentType == CloudEvents
                ? StandInEnvelope.Rewrite(entry.Event.Memory, request.Topic, request.PubsubName, call.RequestHeaders.GetValue("traceparent") ?? "", call.RequestHeaders.GetValue("tracestate") ?? "")
                : null;
            if (data is null || !broker.IsAvailable || options.Refuses?.Invoke(entry.Event.ToStringUtf8()) == true)
            {
                answer.FailedEntries.Add(new BulkPublishResponseFailedEntry { EntryId = entry.EntryId, Error = "connection refused" });
                continue;
            }

            await broker.PublishAsync(request.Topic, new StandInMessage(data, new Dictionary<string, string>(entry.Metadata)), call.CancellationToken);
        }

        return answer;
    }

    private void Admit(string pubSub, ServerCallContext call)
    {
        if (options.SidecarToken is { } token && call.RequestHeaders.GetValue("dapr-api-token") != token)
        {
            throw Refusal(StatusCode.Unauthenticated, "invalid api token");
        }

        if (pubSub != options.PubSub)
        {
            throw Refusal(StatusCode.InvalidArgument, $"pubsub {pubSub} not found");
        }
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
        private const string Service = "dapr.proto.runtime.v1.Dapr";

        private static readonly Method<PublishEventRequest, Empty> PublishEvent = new(
            MethodType.Unary, Service, "PublishEvent", Of(PublishEventRequest.Parser), Of(Empty.Parser));

        // It has two names, of which older sidecars and older clients know the first.
        private static readonly string[] Bulk = ["BulkPublishEventAlpha1", "BulkPublishEvent"];

        public void OnServiceMethodDiscovery(ServiceMethodProviderContext<StandInApi> context)
        {
            context.AddUnaryMethod(PublishEvent, [], (api, request, call) => api.PublishAsync(request, call));
            foreach (var name in Bulk)
            {
                context.AddUnaryMethod(new Method<BulkPublishRequest, BulkPublishResponse>(MethodType.Unary, Service, name, Of(BulkPublishRequest.Parser), Of(BulkPublishResponse.Parser)), [],
                    (api, request, call) => api.PublishAllAsync(request, call));
            }
        }

        private static Marshaller<T> Of<T>(MessageParser<T> parser)
            where T : IMessage<T> =>
            Marshallers.Create(static message => message.ToByteArray(), parser.ParseFrom);
    }
}
