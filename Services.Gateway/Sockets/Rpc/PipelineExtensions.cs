namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>Where requests that come in frames enter the pipeline.</summary>
internal static class PipelineExtensions
{
    /// <summary>They pass whatever is used behind it.</summary>
    public static void UseFramedRequests(this WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<GatewayPipeline>();
        app.Use(next =>
        {
            pipeline.Learn(next);
            return next;
        });
    }
}
