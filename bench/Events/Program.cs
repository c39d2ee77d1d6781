using Nanobot.Bench.Events;

return await Commands.RunAsync(args);
