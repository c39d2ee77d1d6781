using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Nanobot.AppHost.Commands;

/// <summary>What an operator does to tenants, as commands of the dashboard, of <c>aspire resource</c> and of Aspire's MCP server.</summary>
internal static class TenantCommands
{
    private const string TenantId = "tenant_id";
    private const string Tier = "tier";
    private static readonly string[] Tiers = ["free", "basic", "professional", "enterprise"];

    /// <summary>Creates, suspends and activates tenants through the gateway, as the operator.</summary>
    public static void WithTenantCommands(
        this IResourceBuilder<ProjectResource> tenants, IResourceBuilder<ProjectResource> gateway, IResourceBuilder<ParameterResource> operatorKey)
    {
        var door = new Door(tenants, gateway, operatorKey);
        InteractionInput tier = new()
        {
            Name = Tier, Label = "Tier", InputType = InputType.Choice, Value = "professional", Options = [.. Tiers.Select(value => KeyValuePair.Create(value, value))],
        };
        door.Add("create-tenant", "Create tenant", "BuildingPlus", [Text(TenantId, "Tenant id", "acme"), Text("name", "Name", "Acme Inc."), tier],
            static _ => "/tenants",
            static arguments => new { tenant_id = arguments.GetString(TenantId), name = arguments.GetString("name"), tier = arguments.GetString(Tier) });
        door.Add("suspend-tenant", "Suspend tenant", "BuildingLighthouse", [Text(TenantId, "Tenant id", "acme")],
            static arguments => $"/tenants/{Uri.EscapeDataString(arguments.GetString(TenantId) ?? "")}/suspend", static _ => null);
        door.Add("activate-tenant", "Activate tenant", "BuildingShop", [Text(TenantId, "Tenant id", "acme")],
            static arguments => $"/tenants/{Uri.EscapeDataString(arguments.GetString(TenantId) ?? "")}/activate", static _ => null);
    }

    private static InteractionInput Text(string name, string label, string example) =>
        new() { Name = name, Label = label, InputType = InputType.Text, Required = true, Placeholder = example };

    private sealed record Door(IResourceBuilder<ProjectResource> Tenants, IResourceBuilder<ProjectResource> Gateway, IResourceBuilder<ParameterResource> OperatorKey)
    {
        public void Add(
            string name, string title, string icon, InteractionInput[] arguments, Func<InteractionInputCollection, string> path, Func<InteractionInputCollection, object?> body) =>
            Tenants.WithHttpCommand("/tenants", title, () => Gateway.GetEndpoint("http"), name, new HttpCommandOptions
            {
                IconName = icon,
                Arguments = arguments,
                PrepareRequest = async context =>
                {
                    context.Request.RequestUri = new Uri(new Uri(context.Endpoint.Url), path(context.Arguments));
                    context.Request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await OperatorKey.Resource.GetValueAsync(context.CancellationToken));
                    context.Request.Content = body(context.Arguments) is { } content ? JsonContent.Create(content) : null;
                },
                GetCommandResult = static async context =>
                {
                    var answer = await context.Response.Content.ReadAsStringAsync(context.CancellationToken);
                    return context.Response.IsSuccessStatusCode
                        ? CommandResults.Success("The gateway has done it.", answer, CommandResultFormat.Json)
                        : CommandResults.Failure($"The gateway answered {(int)context.Response.StatusCode}.", answer, CommandResultFormat.Json);
                },
            });
    }
}
