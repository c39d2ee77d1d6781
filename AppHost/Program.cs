using Microsoft.Extensions.Configuration;
using Nanobot.AppHost;
using Nanobot.AppHost.Commands;

return await SuiteHost.RunAsync(args, static builder =>
{
    var suite = new Suite(builder);
    var feeds = builder.AddFeeds();
    var tenants = suite.AddService<Projects.Services_Tenants>("tenants");
    var chat = suite.AddService<Projects.Services_Chat>("chat");
    var reports = suite.AddService<Projects.Services_Reports>("reports");
    var scheduler = suite.AddService<Projects.Services_Scheduler>("scheduler");
    var gateway = suite.AddModule<Projects.Services_Gateway>("gateway", builder.Configuration.GetValue("port", 8080));

    tenants.WithEnvironment("Bootstrap__OperatorKey", suite.OperatorKey).WithTenantCommands(gateway, suite.OperatorKey);
    chat.WithReference(tenants).WithReference(reports).WaitFor(tenants);
    reports.WithReference(tenants).WaitFor(tenants).WithEvidence(feeds);
    scheduler.WithReference(tenants).WaitFor(tenants);
    gateway.WithExternalHttpEndpoints().WithEnvironment("Tokens__SigningKey", suite.Secret("token-key")).WithDemoCommand(suite.OperatorKey);
    foreach (var service in new[] { tenants, chat, reports, scheduler })
        gateway.WithReference(service).WaitFor(service);

    builder.UseModel(chat, reports);
});
